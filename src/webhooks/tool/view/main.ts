import { defineDetails } from '../../../platform/logView/view/details.ts';
import { pageSheet } from '../../../platform/webview/pageStyles.ts';
import { SignatureApp } from './signatureApp.ts';

// Constructed style sheets need no leave from the content security policy.
if (pageSheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageSheet];

defineDetails();
customElements.define('signature-tool', SignatureApp);
