import '@vscode-elements/elements/dist/vscode-progress-bar/vscode-progress-bar.js';
import { CommunicationFeed } from './communication-feed.ts';
import { ConversationHeader } from './conversation-header.ts';
import { pageSheet } from './page.styles.ts';
import { TimelineApp } from './timeline-app.ts';

// Constructed style sheets need no leave from the content security policy.
if (pageSheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageSheet];

customElements.define('conversation-header', ConversationHeader);
customElements.define('communication-feed', CommunicationFeed);
customElements.define('timeline-app', TimelineApp);
