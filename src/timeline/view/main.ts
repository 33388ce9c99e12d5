import '@vscode-elements/elements/dist/vscode-progress-bar/vscode-progress-bar.js';
import { pageSheet } from '../../platform/webview/pageStyles.ts';
import { CommunicationFeed } from './communicationFeed.ts';
import { ConversationHeader } from './conversationHeader.ts';
import { LiveStatus } from './live/liveStatus.ts';
import { TimelineApp } from './timelineApp.ts';

// Constructed style sheets need no leave from the content security policy.
if (pageSheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageSheet];

customElements.define('conversation-header', ConversationHeader);
customElements.define('communication-feed', CommunicationFeed);
customElements.define('live-status', LiveStatus);
customElements.define('timeline-app', TimelineApp);
