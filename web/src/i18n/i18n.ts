import table from "./messages.tsv?raw";

/** Gives the text of a key, with `{name}` filled in. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** The languages of the interface, in the order of the table's columns. */
export const LANGUAGES = ["en", "tr", "ar", "fr", "es", "uk", "ru"] as const;

/** A language of the interface. */
export type Language = (typeof LANGUAGES)[number];

/** Their own names. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  tr: "Türkçe",
  ar: "العربية",
  fr: "Français",
  es: "Español",
  uk: "Українська",
  ru: "Русский",
};

/** Rows of the table by key: the texts in the order of `LANGUAGES`. */
export function readTable(text: string): Map<string, string[]> {
  const rows = text
    .split("\n")
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split("\t"));
  return new Map(rows.map(([key, ...texts]) => [key, texts]));
}

const MESSAGES = readTable(table);

/** The language asked for, else the first the browser prefers, else English. */
export function chooseLanguage(asked: string | null, preferred: readonly string[]): Language {
  for (const tag of [asked ?? "", ...preferred]) {
    const found = LANGUAGES.find((language) => language === tag.slice(0, 2).toLowerCase());
    if (found) return found;
  }
  return "en";
}

/** Whether the language is written from right to left. */
export function isRightToLeft(language: Language): boolean {
  return language === "ar";
}

/** `one: {n} event | other: {n} events`: the form for `n`. */
function plural(text: string, n: number, language: Language): string {
  const wanted = new Intl.PluralRules(language).select(n);
  const forms = text.split(" | ").map((form) => form.split(": ", 2));
  const form = forms.find(([category]) => category === wanted) ?? forms[forms.length - 1];
  return form[1];
}

/** The texts of a language. A key that is missing shows as itself. */
export function translator(language: Language): Translate {
  const column = LANGUAGES.indexOf(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    let text = MESSAGES.get(key)?.[column] ?? key;
    if (text.includes(" | ")) text = plural(text, Number(values.n ?? 0), language);
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? numbers.format(value) : value;
    });
  };
}
