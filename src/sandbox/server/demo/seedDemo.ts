import type { AccountData } from '../store/accountData.ts';
import { CONFIGURATIONS } from './company.ts';
import { hotelFleet } from './hotelFleet.ts';
import { inspectionReport } from './inspectionReport.ts';
import { threadEvents } from './playThread.ts';
import { type ConfigurationKey, DAY } from './script.ts';
import { callThreads } from './threads/calls.ts';
import { chatThreads } from './threads/chats.ts';
import { rentalThreads } from './threads/rentals.ts';
import { repairThreads } from './threads/repairs.ts';

const MINUTE = 60_000;

/** The configurations, made well before the first conversation. */
function seedConfigurations(data: AccountData, now: number): Record<ConfigurationKey, string> {
  const ids: Partial<Record<ConfigurationKey, string>> = {};
  let at = now - 120 * DAY * MINUTE;
  for (const [key, settings] of Object.entries(CONFIGURATIONS)) {
    at += 9 * DAY * MINUTE;
    const id = data.ids.next('conv_configuration_');
    data.configurations.add({ id, ...structuredClone(settings), createdAt: at, updatedAt: at, version: 1 });
    ids[key as ConfigurationKey] = id;
  }
  return ids as Record<ConfigurationKey, string>;
}

/** Fills an account with the demo company's conversations. */
export function seedDemo(data: AccountData, now: number): void {
  const configurationIds = seedConfigurations(data, now);
  const threads = [
    ...repairThreads(inspectionReport(data.random)),
    ...rentalThreads,
    ...callThreads,
    ...chatThreads,
    hotelFleet(data.random, now),
  ];
  const events = threads.flatMap((thread) => threadEvents(data, thread, configurationIds, now));
  events.sort((one, other) => one.at - other.at);
  for (const { play } of events) play();
}
