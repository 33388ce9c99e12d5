/** What a burst is sent with, as one bundle. */
// biome-ignore-all lint/performance/noBarrelFile: it is the entry of a bundle
export { ConversationsClient } from '../../../src/api/client.ts';
export { outcomeOf } from '../../../src/compose/burst/copyOutcome.ts';
export { BurstEngine } from '../../../src/compose/burst/engine.ts';
export { engineClock } from '../../../src/compose/burst/engineClock.ts';
export { Journals } from '../../../src/compose/burst/journal.ts';
export { BurstRecorder } from '../../../src/compose/burst/recorder.ts';
