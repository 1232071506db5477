package io.jarvas.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/// Finds out whether the ports can be had before anything is started.
final class Ports {
    private Ports() {}

    /// @throws StartException that names the port or the host, and what to do
    static void check(Settings settings) {
        Settings.Web web = settings.web();
        check(web.host(), web.port(), "port");
        web.apiPort().ifPresent(port -> check(web.host(), port, "api_port"));
        settings.voice().wyomingPort().ifPresent(port -> check(web.host(), port, "wyoming_port"));
    }

    private static void check(String host, int port, String key) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new StartException(
                    "The host " + host
                            + " is not known: set host (JARVAS_HOST) to 127.0.0.1, or to an address of this machine.",
                    e);
        } catch (BindException e) {
            throw new StartException(
                    "Port %d on %s cannot be had (%s): stop the program that has it, or choose another with %s (JARVAS_%s)."
                            .formatted(port, host, e.getMessage(), key, SettingsReader.capitals(key)),
                    e);
        } catch (IOException e) {
            throw new StartException("Port " + port + " on " + host + " cannot be opened (" + e + ").", e);
        }
    }
}
