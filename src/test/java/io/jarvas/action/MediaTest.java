package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "media-source://media_source/local/x.mp3",
                " Media-Source://media_source",
                "media-source://camera/camera.baby",
                "media-source://image/image.door",
                "media-source://dlna_dms/server/:1",
                "media-source://made_tomorrow/x",
                "/api/camera_proxy/camera.x",
                "//evil.example/x",
                "http://192.168.1.1/reboot",
                "ftps://evil.example/x",
                "hls://evil.example/x",
                "mms://evil.example/x",
                "media-source:x",
                "nfs://10.0.0.1/x",
                "plugin://x",
                "rtmp://evil.example/x",
                "rtsps://evil.example/x",
                "sftp://evil.example/x",
                "udp://10.0.0.1",
                "x-rincon-mp3radio://evil.example/x",
                "data:audio/mp3;base64,AA",
                "da\u00adta:audio/mp3;base64,AA",
                "ht\ntp:evil.example/x",
                "\\\\host\\share\\x.mp3",
                "evil.example/x.mp3",
                "10.0.0.1/x.mp3",
                "evil.example:8000/x.mp3",
                "[2001:db8::1]/x.mp3",
                "{\"app_name\":\"default_media_receiver\",\"media_id\":\"https://evil.example/x\"}",
                "media-source://tts/demo?url=http://evil.example/x"
            })
    void anAddressIsFetchedUnlessItLeadsToWhatTheOwnerHasConnected(String text) {
        assertThat(Media.fetched(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Abbey Road",
                "[Live] Abbey Road",
                "AC/DC",
                "Mr. Robot: what is next?",
                "kxopViU98Xo",
                "http",
                "",
                "media_player.kitchen",
                "application/vnd.apple.mpegurl",
                "Dinner: it is on the table",
                "media-source://",
                "FV:2/31",
                "spotify:track:4uLU6hMCjMI75M1A2tKUQC",
                "spotify://playlist/37i9dQZF1DX4",
                "library://album/12",
                "plex://{\"library_name\":\"Music\",\"artist_name\":\"Adele\"}",
                "media-source://radio_browser/960e57c5-0601-11e8-ae97-52543be04c81",
                "media-source://tts/demo?message=http%3A%2F%2Fevil.example",
                "{\"app_name\":\"youtube\",\"media_id\":\"dSAAK\"}"
            })
    void aNameOrAnIdIsFoundByThePlayer(String text) {
        assertThat(Media.fetched(text)).isFalse();
    }
}
