import * as v from 'valibot';
import { object } from '../../../api/bodies/common.ts';
import { moment } from '../../../api/bodies/communications.ts';
import { SANDBOX_DATA } from '../state.ts';

const milliseconds = v.pipe(v.number(), v.integer('must be an integer'), v.minValue(0, 'must be at least 0'));

export const clockBody = object({
  now: v.exactOptional(moment),
  advanceMs: v.exactOptional(milliseconds),
  rate: v.exactOptional(v.pipe(v.number(), v.minValue(0, 'must be at least 0'), v.finite('must be finite'))),
});

export const resetBody = object({
  data: v.exactOptional(v.picklist(SANDBOX_DATA)),
});
