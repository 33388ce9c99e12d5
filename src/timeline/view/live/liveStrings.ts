/** What is said of looking for news. */
export const liveStrings = {
  live: 'Live',
  liveMeaning: 'New communications and delivery statuses appear by themselves.',
  waiting: 'Waiting',
  waitingMeaning: 'Goes on as soon as this window has the focus.',
  paused: 'Paused',
  pausedMeaning: 'Nothing new appears until you resume or refresh.',
  reconnecting: 'Reconnecting…',
  lost: 'Paused: lost the connection',
  nextTry: (seconds: number) =>
    seconds > 0
      ? `Paused: lost the connection, next try in ${seconds} s`
      : 'Paused: lost the connection, trying…',
  stopped: 'Stopped',
  stoppedMeaning: 'Nothing new appears until what is said above is mended.',
  off: 'Not live',
  offMeaning: 'Looking for news is turned off by the setting “Timeline: Refresh Seconds”.',
  lookedAt: (time: string) => `Last looked at ${time}.`,
  pause: 'Pause Live Updates',
  resume: 'Resume Live Updates',
  connectedAgain: 'Connected again',
  failed: (count: number) => (count === 1 ? '1 delivery failed' : `${count} deliveries failed`),
};
