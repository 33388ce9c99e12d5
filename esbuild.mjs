/**
 * Builds what the extension ships, and with --tests the suite that runs inside the extension host.
 *
 *   node esbuild.mjs                development: source maps
 *   node esbuild.mjs --watch        the same, again on each change
 *   node esbuild.mjs --production   minified, no source maps
 *   node esbuild.mjs --tests        also out/test/host/index.js
 *
 * dist/meta.json says what each bundle is made of; the size check reads it.
 */
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, context, transform } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');

/** Bundles of their own, loaded when first needed: a dynamic import of the source becomes a require of the bundle. */
const lazyBundles = {
  'src/api/client.ts': 'api',
  'src/accounts/accountActions.ts': 'accounts',
  'src/accounts/accountRecord.ts': 'accountRecord',
  'src/compose/compose.ts': 'compose',
  'src/compose/burst/bursts.ts': 'burst',
  'src/compose/files/communicationFiles.ts': 'communicationFiles',
  'src/explorer/optionPickers.ts': 'options',
  'src/explorer/conversationDetails.ts': 'details',
  'src/explorer/controlPlane/controlPlane.ts': 'controlPlane',
  'src/explorer/find/findConversation.ts': 'find',
  'src/explorer/links/deepLinks.ts': 'links',
  'src/explorer/acts/acts.ts': 'acts',
  'src/inspect/inspect.ts': 'inspect',
  'src/inspect/diagnosis/diagnosis.ts': 'diagnosis',
  'src/inspect/editor/editorHelp.ts': 'editorHelp',
  'src/inspect/traffic/recorder.ts': 'trafficRecorder',
  'src/inspect/traffic/traffic.ts': 'traffic',
  'src/sandbox/receivedExchanges.ts': 'receivedExchanges',
  'src/timeline/panels.ts': 'timelines',
  'src/timeline/export/conversationExport.ts': 'export',
  'src/explorer/conversationTree.ts': 'tree',
  'src/webhooks/webhooks.ts': 'webhooks',
  'src/webhooks/tool/signatureTool.ts': 'signatureToolHost',
  'src/accounts/signingTokens.ts': 'signingTokens',
  'src/sandbox/worker.ts': 'sandbox',
  'src/sandbox/faultSimulation.ts': 'faults',
  'src/sandbox/sandboxImport.ts': 'sandboxImport',
  'src/sandbox/panel/sandboxPanel.ts': 'sandboxPanelHost',
};

/** @type {import('esbuild').Plugin} */
const lazyBundlesPlugin = {
  name: 'lazy-bundles',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path: specifier, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const source = path.relative(root, path.resolve(resolveDir, specifier)).replaceAll(path.sep, '/');
      const bundle = lazyBundles[/** @type {keyof typeof lazyBundles} */ (source)];
      return bundle ? { path: `./${bundle}.js`, external: true } : undefined;
    });
  },
};

/**
 * Minifies the CSS in the view's style sheets, which is text to esbuild. They are plain text between `css` and the
 * closing backtick: one that is not would not be minified rightly, so it fails the build.
 * @type {import('esbuild').Plugin}
 */
const minifyStylesPlugin = {
  name: 'minify-styles',
  setup(build) {
    build.onLoad(
      { filter: /[\\/](?:view[\\/](?:\w+[\\/])?|platform[\\/]webview[\\/])\w+Styles\.ts$/ },
      async ({ path: file }) => {
        const name = path.relative(root, file);
        const warnings = [];
        const source = await readFile(file, 'utf8');
        const [before = '', ...templates] = source.split(/\bcss`/);
        let contents = before;
        for (const template of templates) {
          const end = template.indexOf('`');
          const text = template.slice(0, end);
          if (end === -1 || /\\|\$\{/.test(text)) {
            return { errors: [{ text: `${name}: a css template must be plain text, without \\ and \${…}` }] };
          }
          const { code, warnings: found } = await transform(text, { loader: 'css', minify: true });
          warnings.push(...found.map(({ text }) => ({ text: `${name}: ${text}` })));
          // What minifying added, such as an escaped character, is text of a template again.
          contents += `css\`${code.trim().replaceAll(/[\\`]|\$\{/g, '\\$&')}${template.slice(end)}`;
        }
        return { contents, warnings, loader: 'ts' };
      },
    );
  },
};

/**
 * Takes out of the icons what nobody sees: a hundredth of their 16 units is far below a pixel, and a page needs no
 * namespace. A third of their size. Relative commands would add up the errors, so a drawing that has some stays as it is.
 * @type {import('esbuild').Plugin}
 */
const slimIconsPlugin = {
  name: 'slim-icons',
  setup(build) {
    build.onLoad({ filter: /[\\/]codicons[\\/].+\.svg$/ }, async ({ path: file }) => {
      const drawing = (await readFile(file, 'utf8'))
        .replace(' xmlns="http://www.w3.org/2000/svg"', '')
        .trim();
      const isAbsolute = !/ d="[^"]*[mlhvcsqta]/.test(drawing);
      const contents = isAbsolute
        ? drawing.replaceAll(/\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))))
        : drawing;
      return { contents, loader: 'text' };
    });
  },
};

/**
 * Gives each name of the vscode module that the source uses as a constant of one small module. Left to itself, esbuild
 * copies all 300 names of it for each of our files that imports it: some milliseconds at every activation.
 * @type {import('esbuild').Plugin}
 */
const vscodeNamesPlugin = {
  name: 'vscode-names',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ kind }) =>
      kind === 'require-call'
        ? { path: 'vscode', external: true }
        : { path: 'vscode', namespace: 'vscode-names' },
    );
    build.onLoad({ filter: /.*/, namespace: 'vscode-names' }, async () => {
      const names = new Set();
      for await (const file of glob('{src,test/host}/**/*.ts', { cwd: root })) {
        const source = await readFile(path.join(root, file), 'utf8');
        for (const [, name] of source.matchAll(/\bvscode\.([A-Za-z]\w*)/g)) names.add(name);
      }
      // A type has no value: its constant is undefined, and is dropped where nothing reads it.
      return {
        contents: `const api = require('vscode');\nexport const { ${[...names].sort().join(', ')} } = api;`,
      };
    });
  },
};

/** Tells the problem matcher of .vscode/tasks.json when a build begins and ends. @type {import('esbuild').Plugin} */
const watchLogPlugin = {
  name: 'watch-log',
  setup(build) {
    build.onStart(() => console.log('[watch] build started'));
    build.onEnd(({ errors }) => {
      for (const { text, location } of errors) {
        console.error(`✘ [ERROR] ${text}`);
        if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
      }
      console.log('[watch] build finished');
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  sourcesContent: false,
  metafile: true,
  legalComments: 'none',
  logLevel: watch ? 'silent' : 'warning',
  define: {
    'process.env.NODE_ENV': production ? '"production"' : '"development"',
  },
  plugins: watch ? [watchLogPlugin] : [],
};

/** What runs in the extension host: CommonJS, the module shape that every VS Code loads safely. */
const host = {
  ...shared,
  platform: /** @type {const} */ ('node'),
  format: /** @type {const} */ ('cjs'),
  target: 'node22',
  external: ['vscode', 'keytar'],
  plugins: [...shared.plugins, lazyBundlesPlugin, vscodeNamesPlugin],
  supported: { 'dynamic-import': false },
  mainFields: ['module', 'main'],
};

/** What runs in webviews, besides the timeline. */
const views = {
  sandboxPanel: 'src/sandbox/panel/view/main.ts',
  log: 'src/platform/logView/view/main.ts',
  signatureTool: 'src/webhooks/tool/view/main.ts',
};

const viewPlugins = production ? [...shared.plugins, minifyStylesPlugin, slimIconsPlugin] : shared.plugins;

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...host,
    entryPoints: {
      extension: 'src/extension.ts',
      ...Object.fromEntries(Object.entries(lazyBundles).map(([source, bundle]) => [bundle, source])),
    },
    outdir: 'dist',
  },
  {
    // The sandbox as a program, for `npx`: it runs on the Node of whoever calls it.
    ...shared,
    platform: /** @type {const} */ ('node'),
    format: /** @type {const} */ ('cjs'),
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: { js: '#!/usr/bin/env node' },
    entryPoints: { 'sandbox-cli': 'src/sandbox/cli.ts' },
    outdir: 'dist',
  },
  {
    ...shared,
    // The view: modules, so that what few look at is loaded when it is first shown.
    platform: 'browser',
    format: 'esm',
    splitting: true,
    target: 'es2022',
    loader: { '.svg': 'text' },
    entryPoints: { timeline: 'src/timeline/view/main.ts' },
    chunkNames: 'timeline-[name]-[hash]',
    outdir: 'dist',
    plugins: viewPlugins,
  },
  {
    ...shared,
    // The other views: what they share is loaded once, and the timeline's first load stays one file.
    platform: 'browser',
    format: 'esm',
    splitting: true,
    target: 'es2022',
    loader: { '.svg': 'text' },
    entryPoints: views,
    chunkNames: 'view-[name]-[hash]',
    outdir: 'dist',
    plugins: viewPlugins,
  },
];

if (tests) {
  bundles.push({
    ...host,
    // The suite has in it whatever it tests.
    plugins: [...shared.plugins, vscodeNamesPlugin],
    minify: false,
    external: [...host.external, 'mocha'],
    entryPoints: { index: 'test/host/index.ts' },
    outdir: 'out/test/host',
  });
}

await rm(path.join(root, 'dist'), { recursive: true, force: true });
await mkdir(path.join(root, 'dist'), { recursive: true });
if (watch) {
  await Promise.all(bundles.map(async (options) => (await context(options)).watch()));
} else {
  const results = await Promise.all(bundles.map((options) => build(options)));
  const meta = { inputs: {}, outputs: {} };
  for (const { metafile } of results) {
    Object.assign(meta.inputs, metafile?.inputs);
    Object.assign(meta.outputs, metafile?.outputs);
  }
  await writeFile(path.join(root, 'dist/meta.json'), JSON.stringify(meta));
  if (production)
    await writeFile(path.join(root, 'dist/licenses.txt'), await licensesOf(Object.keys(meta.inputs)));
}

/**
 * The licences of the packages that are in the bundles: most of them ask to travel along.
 * @param {string[]} inputs the bundles' source files
 */
async function licensesOf(inputs) {
  const packages = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  const texts = [];
  for (const directory of [...new Set(packages)].sort()) {
    if (!directory) continue;
    const { name, version, license } = JSON.parse(
      await readFile(path.join(root, directory, 'package.json'), 'utf8'),
    );
    const [file] = await Array.fromAsync(
      glob('{LICENSE,LICENCE,license}*', { cwd: path.join(root, directory) }),
    );
    const text = file ? await readFile(path.join(root, directory, file), 'utf8') : '';
    texts.push(`${name} ${version} (${license})\n\n${text.trim()}`);
  }
  return `This product contains the following packages.\n\n${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
