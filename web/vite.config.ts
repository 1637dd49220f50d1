import { readFileSync } from "node:fs";
import { gzipSync, strToU8 } from "fflate";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { basemap } from "./build/basemap.mjs";

/** The text of a file of an installed package. */
function packageFile(path: string): string {
  return readFileSync(new URL(`node_modules/${path}`, import.meta.url), "utf8");
}

/** Gzip in JavaScript, so that the bytes do not depend on the zlib of this Node. */
function packed(text: string): string {
  const bytes = gzipSync(strToU8(text), { level: 9, mtime: 0 });
  return Buffer.from(bytes).toString("base64");
}

/** `virtual:packed/…`: large texts as gzip and base64, unpacked by `data/unpack.ts`. */
function packedTexts(): Plugin {
  const texts: Record<string, () => string> = {
    "virtual:packed/basemap": basemap,
    "virtual:packed/rtl": () =>
      packageFile("@mapbox/mapbox-gl-rtl-text/dist/mapbox-gl-rtl-text.js"),
  };
  return {
    name: "packed-texts",
    resolveId: (id) => (id in texts ? `\0${id}` : undefined),
    load(id) {
      const make = texts[id.slice(1)];
      return id.startsWith("\0") && make
        ? `export default ${JSON.stringify(packed(make()))}`
        : undefined;
    },
  };
}

/** Text that may stand inside a script element. */
function inScript(code: string): string {
  return code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
}

/** The licences that ask to be passed on with what they cover. */
function notices(): string {
  // The package of pmtiles holds no licence file; the one here is its repository's.
  const pmtiles = readFileSync(new URL("build/pmtiles-license.txt", import.meta.url), "utf8");
  const texts = [
    ["maplibre-gl", packageFile("maplibre-gl/dist/LICENSE.txt")],
    ["@mapbox/mapbox-gl-rtl-text", packageFile("@mapbox/mapbox-gl-rtl-text/LICENSE.md")],
    ["pmtiles", pmtiles],
    ["fflate, inside pmtiles", packageFile("fflate/LICENSE")],
    ["world-atlas, the basemap", packageFile("world-atlas/LICENSE")],
  ].map(([name, text]) => `${name}\n\n${text.trim()}`);
  return `<!--\n${texts.join("\n\n").replaceAll("--", "- -")}\n-->`;
}

/** One file of everything: MapLibre as its authors built it, then the viewer. */
function oneFile(): Plugin {
  const library = (file: string) =>
    packageFile(`maplibre-gl/dist/${file}`).replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*$/m, "");
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_options, bundle) {
      let script = "";
      let style = library("maplibre-gl.css");
      for (const [name, output] of Object.entries(bundle)) {
        if (output.type === "chunk") script += output.code;
        else if (name.endsWith(".css")) style += output.source;
        delete bundle[name];
      }
      const html = readFileSync(new URL("index.html", import.meta.url), "utf8")
        .replace("<!--viewer:style-->", () => `<style>${style.trim()}</style>`)
        .replace(
          "<!--viewer:script-->",
          () =>
            `<script>${inScript(library("maplibre-gl.js"))}</script>\n<script>${inScript(script.trim())}</script>`,
        )
        .replace("</html>", () => `</html>\n${notices()}`);
      this.emitFile({ type: "asset", fileName: "viewer.html", source: html });
    },
  };
}

export default defineConfig({
  plugins: [packedTexts(), oneFile()],
  build: {
    target: "es2022",
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: "src/main.ts",
      output: { format: "iife" },
    },
  },
  test: { include: ["test/**/*.test.ts"] },
});
