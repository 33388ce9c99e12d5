import type { AccountData } from '../store/accountData.ts';
import { addConfiguration } from '../store/configurations.ts';
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
    ids[key as ConfigurationKey] = addConfiguration(data, settings, at).id;
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
  for (const { at, play } of events) {
    // What was due before it, such as a delivery or the end of a silence.
    data.surroundings.agenda.runUntil(at);
    play();
  }
}
