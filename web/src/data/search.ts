import type { Dataset, Details } from "./table";

/** Properties that free text looks into. */
const SEARCHED = [
  "title",
  "actor",
  "target",
  "place_name",
  "area_text",
  "admin1",
  "sentence",
  "attribution",
  "doc_title",
  "doc_id",
  "doc_ids",
  "doc_url",
];

/** Text without case and accents. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function haystack(details: Details): string {
  return fold(SEARCHED.map((name) => details.properties[name] ?? "").join("\n"));
}

/** Data up to this size keeps its folded text, so that typing finds at once. */
const KEPT_ROWS = 20_000;

/** What was found. */
export interface Matches {
  query: string;
  /** A byte for each row in input order, 1 = found. */
  rows: Uint8Array;
}

/** Finds rows by words: every word of the query stands somewhere in the row. */
export class Search {
  private kept: Promise<string[]> | null = null;
  private turn = 0;

  constructor(private readonly data: Dataset) {}

  /** Null when there is nothing to look for, or when another search began meanwhile. */
  async find(query: string, progress: (share: number) => void): Promise<Matches | null> {
    const turn = ++this.turn;
    const words = fold(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return null;
    const rows = new Uint8Array(this.data.rows);
    const test = (text: string, row: number) => {
      if (words.every((word) => text.includes(word))) rows[row] = 1;
    };
    if (this.data.rows <= KEPT_ROWS) {
      this.kept ??= this.readAll();
      (await this.kept).forEach(test);
    } else {
      for (let block = 0; block < this.data.blocks; block++) {
        const first = block * this.data.tables.block_rows;
        await this.scan(block, words, (text, i) => test(text, first + i));
        if (turn !== this.turn) return null;
        progress((block + 1) / this.data.blocks);
      }
    }
    return turn === this.turn ? { query, rows } : null;
  }

  private async readAll(): Promise<string[]> {
    const texts: string[] = [];
    for (let block = 0; block < this.data.blocks; block++) {
      const lines = await this.data.lines(block);
      texts.push(...lines.map((line) => haystack(this.data.parse(line))));
    }
    return texts;
  }

  /** Looks into one block; a line that lacks a plain word is not parsed. */
  private async scan(
    block: number,
    words: string[],
    test: (text: string, index: number) => void,
  ): Promise<void> {
    const plain = words.filter((word) => /^[\p{L}\p{N}]+$/u.test(word));
    const lines = await this.data.lines(block);
    lines.forEach((line, i) => {
      const folded = fold(line);
      if (plain.every((word) => folded.includes(word))) test(haystack(this.data.parse(line)), i);
    });
  }
}
