import { pageSheet } from '../../webview/pageStyles.ts';
import { defineDetails } from './details.ts';
import { LogApp } from './logApp.ts';
import { LogGrid } from './logGrid.ts';
import { LogMenu } from './logMenu.ts';
import { LogToolbar } from './logToolbar.ts';
import { PaneSplitter } from './paneSplitter.ts';

// Constructed style sheets need no leave from the content security policy.
if (pageSheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageSheet];

defineDetails();
customElements.define('log-menu', LogMenu);
customElements.define('log-toolbar', LogToolbar);
customElements.define('log-grid', LogGrid);
customElements.define('pane-splitter', PaneSplitter);
customElements.define('log-app', LogApp);
