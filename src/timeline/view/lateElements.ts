/** What is loaded when it is first shown, by the name of its element. */
const loaders = {
  'timeline-toolbar': async () => (await import('./toolbar/timelineToolbar.ts')).TimelineToolbar,
  'overview-strip': async () => (await import('./overview/overviewStrip.ts')).OverviewStrip,
  'conversation-lanes': async () => (await import('./lanes/conversationLanes.ts')).ConversationLanes,
  'communication-details': async () =>
    (await import('./details/communicationDetails.ts')).CommunicationDetails,
  'conversation-figures': async () => (await import('./figures/conversationFigures.ts')).ConversationFigures,
  'compose-box': async () => (await import('./compose/composeBox.ts')).ComposeBox,
  'timeline-filters': async () => (await import('./toolbar/timelineFilters.ts')).TimelineFilters,
} satisfies Record<string, () => Promise<CustomElementConstructor>>;

/** An element's name. */
export type LateElement = keyof typeof loaders;

const asked = new Set<LateElement>();

/**
 * Loads an element that is about to be shown. What failed is tried again with the next call.
 *
 * An element must not be put on the page before it is there: it would be given its properties only after it was
 * connected.
 * @param loaded called when it has just become ready to be shown
 * @returns whether it already is
 */
export function needElement(name: LateElement, loaded: () => void): boolean {
  if (customElements.get(name)) return true;
  if (asked.has(name)) return false;
  asked.add(name);
  loaders[name]().then(
    (element) => {
      customElements.define(name, element);
      loaded();
    },
    () => asked.delete(name),
  );
  return false;
}
