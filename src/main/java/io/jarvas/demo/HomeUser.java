package io.jarvas.demo;

/// Who a token belongs to.
record HomeUser(String id, String name, boolean admin) {}
