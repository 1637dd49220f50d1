// Whether a label on the map looks like its text, or like its letters the other way round.

/**
 * Compares the label `text` in the middle of the map with the text as the browser writes it, and
 * with its letters unjoined and reversed, which is what a map without bidirectional text draws.
 * Each likeness is the best correlation of the two pictures over sizes and small shifts.
 */
export async function likeness(page, text) {
  const at = await page.evaluate((text) => {
    const map = window.dateline.libre;
    const label = map
      .queryRenderedFeatures({ layers: ["countries"] })
      .find(({ properties }) => properties.label === text);
    if (!label) return null;
    const { x, y } = map.project(label.geometry.coordinates);
    const box = map.getCanvas().getBoundingClientRect();
    return { x: x + box.x, y: y + box.y };
  }, text);
  if (!at) throw new Error(`there is no label ${text}`);
  const clip = { x: Math.round(at.x) - 50, y: Math.round(at.y) - 16, width: 100, height: 32 };
  const picture = (await page.screenshot({ clip })).toString("base64");
  const reversed = [...text].reverse().join("\u200c");
  return page.evaluate(compare, { picture, text, reversed });
}

/** Runs in the page. */
async function compare({ picture, text, reversed }) {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const { width, height } = image;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const ink = () => {
    const { data } = context.getImageData(0, 0, width, height);
    return Float64Array.from({ length: width * height }, (_, i) => 255 - data[4 * i + 1]);
  };
  context.drawImage(image, 0, 0);
  const seen = ink();
  const written = (words, size) => {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.fillStyle = "#000";
    context.font = `400 ${size}px sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(words, width / 2, height / 2);
    return ink();
  };
  const correlation = (a, b, dx, dy) => {
    let [n, sa, sb, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
    for (let y = Math.max(0, dy); y < Math.min(height, height + dy); y++) {
      for (let x = Math.max(0, dx); x < Math.min(width, width + dx); x++) {
        const [p, q] = [a[y * width + x], b[(y - dy) * width + x - dx]];
        n++;
        sa += p;
        sb += q;
        aa += p * p;
        bb += q * q;
        ab += p * q;
      }
    }
    const spread = Math.sqrt((aa - (sa * sa) / n) * (bb - (sb * sb) / n));
    return spread === 0 ? 0 : (ab - (sa * sb) / n) / spread;
  };
  const best = (words) => {
    let most = -1;
    for (let size = 22; size <= 30; size++) {
      const drawn = written(words, size);
      for (let dx = -8; dx <= 8; dx += 2) {
        for (let dy = -8; dy <= 8; dy += 2) most = Math.max(most, correlation(seen, drawn, dx, dy));
      }
    }
    return Math.round(most * 1000) / 1000;
  };
  return { right: best(text), reversed: best(reversed) };
}
