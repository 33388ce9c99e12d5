import type { Notifier } from '../../platform/notifier.ts';
import type { Privacy } from '../../platform/privacy.ts';
import type { SessionSource } from '../../platform/session.ts';
import type { PanelKey } from '../panelKey.ts';
import type { ShownTimeline } from './shownTimeline.ts';

/** What exporting asks of the rest of the extension. */
export interface ExportServices {
  sessions: SessionSource;
  notifier: Notifier;
  privacy: Privacy;
  /** A conversation's timeline, where one is open. */
  timeline: (key: PanelKey) => ShownTimeline | undefined;
}
