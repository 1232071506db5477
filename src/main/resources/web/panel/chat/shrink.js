// A picture as it is sent: small enough to be read at once, and without what its file told besides (place, camera, date).

/** What the largest of today's models that see take in without shrinking it themselves. */
export const LONGEST_SIDE = 1_568;
const QUALITY = 0.85;

/**
 * A JPEG in base64, turned as it was held when it was taken.
 *
 * @param source a `Blob` with a picture, or a `video` that plays
 * @throws DOMException where it is no picture that the browser can read
 */
export async function shrunk(source) {
  const bitmap = await createImageBitmap(source, { imageOrientation: "from-image" });
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext("2d");
    context.fillStyle = "white"; // under what is transparent
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/jpeg", QUALITY).split(",")[1];
  } finally {
    bitmap.close();
  }
}
