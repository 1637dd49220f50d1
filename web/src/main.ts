import "./style.css";
import { readPage } from "./data/table";
import { chooseLanguage, translator } from "./i18n/i18n";
import { readBasemap } from "./map/basemap";
import { prepareWorker } from "./map/rtl";
import { App } from "./ui/app";
import { h } from "./ui/dom";

declare global {
  interface Window {
    /** The page's own code, for whoever scripts it. */
    dateline?: App;
  }
}

async function start(root: HTMLElement): Promise<void> {
  const [data, basemap] = await Promise.all([readPage(document), readBasemap(), prepareWorker()]);
  const app = new App(root, data, basemap);
  window.dateline = app;
  await app.start();
}

const root = document.getElementById("app");
if (root) {
  start(root).catch((error: unknown) => {
    console.error(error);
    const t = translator(chooseLanguage(null, navigator.languages));
    const words = error instanceof Error ? error.message : String(error);
    root.replaceChildren(h("p", { class: "failed", role: "alert" }, t("failed", { error: words })));
  });
}
