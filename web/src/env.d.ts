declare module "virtual:packed/*" {
  const base64: string;
  export default base64;
}
declare module "*.tsv?raw" {
  const text: string;
  export default text;
}
declare module "*.css";
