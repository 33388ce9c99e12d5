import { pageSheet } from '../../../platform/webview/pageStyles.ts';
import { SandboxApp } from './sandboxApp.ts';

// Constructed style sheets need no leave from the content security policy.
if (pageSheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageSheet];

customElements.define('sandbox-app', SandboxApp);
