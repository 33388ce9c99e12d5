import add from '@vscode/codicons/src/icons/add.svg';
import beaker from '@vscode/codicons/src/icons/beaker.svg';
import broadcast from '@vscode/codicons/src/icons/broadcast.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import cloudDownload from '@vscode/codicons/src/icons/cloud-download.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import debugRestart from '@vscode/codicons/src/icons/debug-restart.svg';
import debugStart from '@vscode/codicons/src/icons/debug-start.svg';
import debugStop from '@vscode/codicons/src/icons/debug-stop.svg';
import exported from '@vscode/codicons/src/icons/export.svg';
import plug from '@vscode/codicons/src/icons/plug.svg';
import pulse from '@vscode/codicons/src/icons/pulse.svg';
import server from '@vscode/codicons/src/icons/server.svg';
import gear from '@vscode/codicons/src/icons/settings-gear.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import watch from '@vscode/codicons/src/icons/watch.svg';
import { drawIcon } from '../../../platform/webview/drawIcon.ts';

const icons = {
  ...{ add, beaker, broadcast, close, copy, exported, gear, plug, pulse, server, warning, watch },
  imported: cloudDownload,
  reset: debugRestart,
  start: debugStart,
  stop: debugStop,
};

export type SandboxIcon = keyof typeof icons;

/** An icon of the panel. */
export const icon = (name: SandboxIcon) => drawIcon(icons[name]);
