import * as v from 'valibot';
import { composeToHost } from './composeToHost.ts';
import { detailsToHost } from './details.ts';
import { figuresToHost } from './figures.ts';
import { filterToHost } from './filter.ts';
import { findToHost } from './find.ts';
import { lanesToHost } from './lanes.ts';
import { liveToHost } from './live.ts';
import { overviewToHost } from './overview.ts';
import { rowsToHost } from './rows.ts';
import { stateToHost } from './state.ts';

/** From the view to the host. Apart from the other way: what the host alone checks by, the view need not load. */
export const toHostSchema = v.variant('type', [
  ...stateToHost,
  ...rowsToHost,
  ...filterToHost,
  ...findToHost,
  ...detailsToHost,
  ...liveToHost,
  ...overviewToHost,
  ...lanesToHost,
  ...figuresToHost,
  ...composeToHost,
]);
