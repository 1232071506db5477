package io.jarvas.demo.home;

/// Who a token belongs to.
record HomeUser(String id, String name, boolean admin) {}
