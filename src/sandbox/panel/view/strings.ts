/** Every word of the view that does not come from the host. One object, so that a translation can take its place. */
export const strings = {
  title: 'Twilio Sandbox',
  connecting: 'Looking for the sandbox…',
  where: {
    here: 'Running in this window',
    elsewhere: 'Running elsewhere',
    stopped: 'Stopped',
  },
  whereMeaning: {
    here: 'This window runs it. It stops with the window, and its data is gone then.',
    elsewhere: 'Another window or a terminal runs it at this address. It is stopped there.',
    stopped: 'No sandbox answers at this address.',
  },
  start: 'Start',
  stop: 'Stop',
  reset: 'Reset…',
  import: 'Import…',
  export: 'Export…',
  copyAddress: 'Copy address',
  stoppedTitle: 'The sandbox is not running',
  stoppedText:
    'It is Twilio Conversations on this machine: it brings a small company’s conversations, needs no account, reaches nobody and costs nothing.',

  overview: 'Data',
  clock: 'Clock',
  clockMeaning: 'Timeouts, deliveries and dates go by the sandbox’s clock. It only goes forward.',
  rate: 'Speed of the clock',
  rates: [
    { rate: 0, label: 'Paused' },
    { rate: 1, label: '1×' },
    { rate: 60, label: '60×' },
  ] as const,
  rateMeaning: (rate: number) =>
    rate === 0 ? 'The clock stands still' : rate === 1 ? 'As fast as life' : `${rate} times as fast as life`,
  advance: 'Advance by',
  steps: [
    { ms: 60_000, label: '1 minute' },
    { ms: 3_600_000, label: '1 hour' },
    { ms: 86_400_000, label: '1 day' },
  ] as const,
  amount: 'How much',
  unit: 'Unit',
  units: [
    { ms: 60_000, label: 'minutes' },
    { ms: 3_600_000, label: 'hours' },
    { ms: 86_400_000, label: 'days' },
  ] as const,
  advanceNow: 'Advance',

  faults: 'Faults',
  faultsMeaning: 'Have the sandbox misbehave, to see how a program bears it.',
  stopAll: 'Stop all',
  ownFault: 'A fault of your own',
  ownFaultMeaning: 'kind@operations:options, as on the sandbox’s command line',
  ownFaultExample: 'rate-limit@ListConversations:rate=0.2',
  addFault: 'Add',
  alsoInForce: 'Also in force',
  removeFault: (text: string) => `Stop ${text}`,

  behavior: 'Behaviors',
  behaviorMeaning: 'Answers where Twilio documents none. They are chosen when a sandbox starts: --behavior.',
  changed: 'changed',

  connect: 'Connect your code',
  connectMeaning: 'The credentials are the sandbox’s own: no secret, and good for nothing else.',
  languages: 'Language',
  copy: 'Copy',

  clients: 'Who is connected',
  noClients: 'Nobody has called yet. Point your code here with the snippets above.',

  callbacks: 'Status callbacks',
  noCallbacks: 'None was sent yet. They go to the callback URLs of a configuration or conversation.',
};
