/**
 * Measures what the budgets speak of: `npm run bench`, or `npm run bench -- sizes` for one part. Run it on a quiet
 * machine; figures are medians, side by side with a peer where there is one.
 */
import process from 'node:process';
import { measureActivation } from './activation.ts';
import { measureBurst } from './burst.ts';
import { measureListing } from './clientListing.ts';
import { measureExplorer } from './explorer.ts';
import { measureExport } from './export.ts';
import { measureFeed } from './feed.ts';
import { measureFind } from './find.ts';
import { measureLanes } from './lanes.ts';
import { measureLogView } from './logView.ts';
import { measureSandbox } from './sandbox.ts';
import { measureSizes } from './sizes.ts';
import { measureTimelineFind } from './timelineFind.ts';
import { measureWebhooks } from './webhooks.ts';
import { measureWebhooksInEditor } from './webhooksInEditor.ts';

const parts: Record<string, () => Promise<void>> = {
  sizes: measureSizes,
  listing: measureListing,
  feed: measureFeed,
  find: measureFind,
  burst: measureBurst,
  lanes: measureLanes,
  logView: measureLogView,
  sandbox: measureSandbox,
  export: measureExport,
  explorer: measureExplorer,
  timelineFind: measureTimelineFind,
  webhooks: measureWebhooks,
  webhooksInEditor: measureWebhooksInEditor,
  activation: measureActivation,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !parts[name]);
if (unknown.length > 0) {
  console.error(`There is no such part: ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name}`);
  await measure();
}
