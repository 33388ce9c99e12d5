import { badRequest } from '../failure.ts';
import type { Call, Route } from '../http/call.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { findOr404, listAnswer } from '../http/listQuery.ts';
import { acceptedAnswer } from '../http/operationAnswer.ts';
import type { ConfigurationSettings, StoredConfiguration } from '../model.ts';
import { renderConfiguration } from '../render.ts';
import {
  createConfigurationBody,
  patchConfigurationBody,
  updateConfigurationBody,
} from '../schemas/configurations.ts';
import { checkSettings, completeSettings, patchSettings } from '../store/configurations.ts';
import { startOperation } from '../store/operations.ts';

const PATH = '/v2/ControlPlane/Configurations';
const MEMORY_STORE_ID = /^mem_(store|service)_[0-7][0-9a-z]{25}$/;

const named = (call: Call) => findOr404(call, call.data.configurations, call.parameter('id'));

/** Accepts new settings for a configuration. */
function change(call: Call, { id }: StoredConfiguration, settings: ConfigurationSettings) {
  checkSettings(call.data, id, settings);
  return acceptedAnswer(
    call,
    startOperation(call.data, { kind: 'change-configuration', id, settings }, call.at),
  );
}

/** Configurations. Changes are made when their operation ends. */
export const configurationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    operation: 'ListConfigurations',
    handle(call) {
      const memoryStoreId = call.one('memoryStoreId');
      if (memoryStoreId !== null && !MEMORY_STORE_ID.test(memoryStoreId)) {
        throw badRequest(`memoryStoreId must match ${MEMORY_STORE_ID.source}`);
      }
      return listAnswer(call, {
        key: 'configurations',
        collection: call.data.configurations,
        order: 'oldest-first',
        filters: { memoryStoreId },
        matches: ({ settings }) => memoryStoreId === null || settings.memoryStoreId === memoryStoreId,
        render: renderConfiguration,
      });
    },
  },
  {
    method: 'POST',
    path: PATH,
    operation: 'CreateConfiguration',
    idempotent: true,
    handle(call) {
      const settings = completeSettings(readJsonBody(call, createConfigurationBody));
      const id = call.data.ids.next('conv_configuration_');
      checkSettings(call.data, id, settings);
      const task = { kind: 'create-configuration', id, settings } as const;
      return acceptedAnswer(call, startOperation(call.data, task, call.at));
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:id`,
    operation: 'FetchConfiguration',
    handle: (call) => ({ status: 200, body: renderConfiguration(named(call)) }),
  },
  {
    method: 'PUT',
    path: `${PATH}/:id`,
    operation: 'UpdateConfiguration',
    idempotent: true,
    handle(call) {
      const configuration = named(call);
      const body = readJsonBody(call, updateConfigurationBody);
      const { displayName } = configuration.settings;
      return change(call, configuration, completeSettings({ displayName, ...body }));
    },
  },
  {
    method: 'PATCH',
    path: `${PATH}/:id`,
    operation: 'PatchConfiguration',
    idempotent: true,
    handle(call) {
      const configuration = named(call);
      const body = readJsonBody(call, patchConfigurationBody);
      return change(call, configuration, patchSettings(configuration.settings, body));
    },
  },
  {
    method: 'DELETE',
    path: `${PATH}/:id`,
    operation: 'DeleteConfiguration',
    idempotent: true,
    handle(call) {
      const { id } = named(call);
      return acceptedAnswer(call, startOperation(call.data, { kind: 'delete-configuration', id }, call.at));
    },
  },
];
