/** esbuild loads an `.svg` import as its text. */
declare module '*.svg' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the shape that esbuild's text loader gives such an import
  export default text;
}
