/** What is loaded when it is first shown, by the name of its element. */
const loaders = {
  'timeline-toolbar': async () => (await import('./toolbar/timelineToolbar.ts')).TimelineToolbar,
  'find-box': async () => (await import('./toolbar/findBox.ts')).FindBox,
  'overview-strip': async () => (await import('./overview/overviewStrip.ts')).OverviewStrip,
  'conversation-lanes': async () => (await import('./lanes/conversationLanes.ts')).ConversationLanes,
  'communication-details': async () =>
    (await import('./details/communicationDetails.ts')).CommunicationDetails,
  'conversation-figures': async () => (await import('./figures/conversationFigures.ts')).ConversationFigures,
  'timeline-filters': async () => (await import('./toolbar/timelineFilters.ts')).TimelineFilters,
} satisfies Record<string, () => Promise<CustomElementConstructor>>;

/** An element's name. */
export type LateElement = keyof typeof loaders;

const asked = new Set<LateElement>();

/** Loads an element that is about to be shown; it stands empty until it is there. What failed is tried again. */
export function needElement(name: LateElement): void {
  if (asked.has(name)) return;
  asked.add(name);
  loaders[name]().then(
    (element) => customElements.define(name, element),
    () => asked.delete(name),
  );
}
