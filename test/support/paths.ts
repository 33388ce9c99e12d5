import path from 'node:path';

/** The repository's root. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Git-ignored and kept between runs: VS Code, Chromium, profiles. Deleting it costs one download. */
export const cacheDirectory = path.join(root, '.vscode-test');

/** Git-ignored and made anew: test bundles, the VSIX, screenshots. */
export const outDirectory = path.join(root, 'out');

/** Where e2e tests leave their pictures. */
export const screenshotsDirectory = path.join(outDirectory, 'screenshots');
