import * as vscode from 'vscode';
import { PREFIX, registerCommand } from '../../platform/commands.ts';
import { Lazy } from '../../platform/lazy.ts';
import { ReadOnlyFiles } from '../../platform/readOnlyFiles.ts';
import type { TrafficRecorder } from './recorder.ts';
import type { Traffic } from './traffic.ts';
import type { OwnExchange } from './trafficRecord.ts';
import { TRAFFIC_SCHEME } from './trafficScheme.ts';
import type { TrafficServices } from './trafficServices.ts';

/** Registers the view of the API traffic. It is recorded from the first exchange on; the rest is loaded when it is seen. */
export function registerTraffic(
  services: TrafficServices,
  onDidExchange: vscode.Event<OwnExchange>,
): vscode.Disposable {
  const t = vscode.l10n.t;
  const { notifier } = services;
  const recorder = new Lazy<TrafficRecorder>(async () => {
    const { TrafficRecorder } = await import('./recorder.ts');
    return new TrafficRecorder(services.userAgent.replace(/\/.*/, '/'));
  });
  const traffic = new Lazy<Traffic>(async () => {
    const [{ Traffic }, recording] = await Promise.all([import('./traffic.ts'), recorder.get()]);
    return new Traffic(services, recording, (uri) => files.changed(uri));
  });
  const files = new ReadOnlyFiles(TRAFFIC_SCHEME, async () => (await traffic.get()).documents);
  return vscode.Disposable.from(
    recorder,
    traffic,
    files,
    onDidExchange((exchange) =>
      recorder.get().then(
        (recording) => recording.add(exchange),
        () => undefined,
      ),
    ),
    vscode.window.registerWebviewViewProvider(`${PREFIX}.traffic`, {
      resolveWebviewView: async (view) => (await traffic.get()).view.resolveWebviewView(view),
    }),
    registerCommand(notifier, 'showTraffic', t('Could not show the API traffic'), async (id?: unknown) => {
      await vscode.commands.executeCommand(`${PREFIX}.traffic.focus`);
      if (typeof id === 'string') (await traffic.get()).revealRequest(id);
    }),
    registerCommand(notifier, 'exportTraffic', t('Could not export the API traffic'), async () =>
      (await traffic.get()).exportHar(),
    ),
  );
}
