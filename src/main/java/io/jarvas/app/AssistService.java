package io.jarvas.app;

import io.jarvas.homeassistant.SupervisorAnnouncement;
import io.jarvas.speech.AssistAgent;
import io.jarvas.wyoming.WyomingServer;
import io.jarvas.wyoming.WyomingServerConfig;
import java.net.URI;
import java.time.InstantSource;

/// Jarvas as Home Assistant's Assist finds it: a Wyoming server for Home Assistant's address alone.
final class AssistService {
    private AssistService() {}

    /// Starts to listen, where the owner wants that, and to tell of it once it does.
    ///
    /// @param supervisor where Home Assistant's Supervisor is told, in an add-on
    static void start(Settings settings, AssistAgent agent, URI supervisor, Resources resources, InstantSource clock) {
        Settings.Voice voice = settings.voice();
        if (voice.wyomingPort().isEmpty()) {
            return;
        }
        String host = settings.web().host();
        WyomingGuard guard = new WyomingGuard(
                        settings.addOn(),
                        settings.homeAssistant().url(),
                        voice.wyomingClients(),
                        WyomingGuard::lookUp,
                        clock)
                .begun();
        WyomingServer server = resources.add(
                "assist",
                WyomingServer.start(
                        new WyomingServerConfig(host, voice.wyomingPort().getAsInt(), Commands.version()),
                        agent,
                        guard));
        if (voice.supervisorToken().isPresent()) {
            resources.add(
                    "discovery",
                    SupervisorAnnouncement.begin(
                            supervisor, voice.supervisorToken().get(), server.port()));
        } else if (!SettingsReader.loopback(host)) {
            resources.add("discovery", NetworkAnnouncement.begin(host, server.port()));
        }
    }
}
