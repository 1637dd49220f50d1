/** Colours of the basemap and of what is drawn on it. */
export interface Palette {
  sea: string;
  land: string;
  coast: string;
  border: string;
  country: string;
  city: string;
  halo: string;
  paper: string;
  ink: string;
}

/** By day: pale, so that the events carry the colour. */
export const LIGHT: Palette = {
  sea: "#dbe5ea",
  land: "#f7f5f0",
  coast: "#b4c3cb",
  border: "#cfc8bb",
  country: "#8a8578",
  city: "#5d594f",
  halo: "#f7f5f0",
  paper: "#ffffff",
  ink: "#1d1c19",
};

/** By night. */
export const DARK: Palette = {
  sea: "#12171b",
  land: "#22282d",
  coast: "#3a464e",
  border: "#465058",
  country: "#87919a",
  city: "#aab3ba",
  halo: "#1a2025",
  paper: "#15191c",
  ink: "#f1efe9",
};
