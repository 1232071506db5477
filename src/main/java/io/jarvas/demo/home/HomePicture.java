package io.jarvas.demo.home;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// What the demo home's camera sees: a path to a door under a sky, drawn anew, as a PNG.
final class HomePicture {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;

    private HomePicture() {}

    /// @param daylight from 0, night, to 1, noon
    static byte[] png(double daylight) {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(WIDTH);
            fields.writeInt(HEIGHT);
            fields.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits, red-green-blue
            chunk(png, "IHDR", header.toByteArray());
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (DeflaterOutputStream rows = new DeflaterOutputStream(packed)) {
                for (int y = 0; y < HEIGHT; y++) {
                    rows.write(0);
                    for (int x = 0; x < WIDTH; x++) {
                        int colour = colour(x, y);
                        for (int shift = 16; shift >= 0; shift -= 8) {
                            rows.write((int) (((colour >> shift) & 255) * (0.25 + 0.75 * daylight)));
                        }
                    }
                }
            }
            chunk(png, "IDAT", packed.toByteArray());
            chunk(png, "IEND", new byte[0]);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int colour(int x, int y) {
        boolean house = x > 90 && x < 230 && y > 40 && y < 130;
        boolean door = x > 145 && x < 175 && y > 75 && y < 130;
        boolean path = y >= 130 && Math.abs(x - 160) < 15 + (y - 130);
        return door ? 0x7A4A20 : house ? 0xE8DCC4 : path ? 0xB0A890 : y >= 130 ? 0x4F8A3C : 0x9CC4E8;
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) throws IOException {
        DataOutputStream out = new DataOutputStream(png);
        out.writeInt(data.length);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        out.write(name);
        out.write(data);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        out.writeInt((int) check.getValue());
    }
}
