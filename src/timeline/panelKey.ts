import { PREFIX } from '../platform/commands.ts';

/** The type of every timeline's panel: menus and the serializer know it by this. */
export const PANEL_TYPE = `${PREFIX}.timeline`;

/** Which conversation a panel shows, of which account. All that is kept of it over a reload. */
export interface PanelKey {
  accountId: string;
  conversationId: string;
}
