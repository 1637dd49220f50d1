import packedPlugin from "virtual:packed/rtl";
import { unpackText } from "../data/unpack";
import maplibregl from "../maplibre";

/** Any address: the worker has the code already. */
const EMBEDDED = "embedded:right-to-left";

/**
 * Puts the code that orders and joins Arabic and Hebrew letters into the worker; before the first
 * map.
 *
 * MapLibre's worker imports that code from an address. In a page opened from a file the worker
 * may import nothing, not even a blob of the same page; here "importing" runs what is there.
 */
export async function prepareWorker(): Promise<void> {
  const plugin = await unpackText(packedPlugin);
  const worker = await (await fetch(maplibregl.getWorkerUrl())).text();
  const joined = `self.importScripts = () => {\n${plugin}\n};\n${worker}`;
  maplibregl.setWorkerUrl(URL.createObjectURL(new Blob([joined], { type: "text/javascript" })));
}

/** Turns that code on; after the first map, which starts the workers. */
export async function turnOnRightToLeft(): Promise<void> {
  await maplibregl.setRTLTextPlugin(EMBEDDED, false);
}
