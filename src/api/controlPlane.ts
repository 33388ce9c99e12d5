import type { ListCall, OperationOptions } from './calls.ts';
import { ClassicReads } from './classicReads.ts';
import type { ApiError } from './errors.ts';
import { type AcceptedOperation, awaitOperation, type WaitOptions } from './operations.ts';
import type { CallOptions, Page, PageOptions } from './pages.ts';
import { path } from './path.ts';
import { type Changes, configurationReplacement } from './replacements.ts';
import type {
  Configuration,
  CreateConfiguration,
  Operation,
  PatchConfiguration,
  UpdateConfiguration,
} from './resources.ts';
import { configurationShape, operationShape } from './shapes.ts';

export interface ConfigurationFilter {
  /** `mem_store_…` or `mem_service_…` */
  memoryStoreId?: string | undefined;
}

/**
 * Configurations, and the operations that change them. Their writes carry an idempotency key, so they are repeated
 * after failures as reads are.
 */
export abstract class ControlPlane extends ClassicReads {
  /** One page of the account's configurations. */
  configurationPage(options: ConfigurationFilter & PageOptions = {}): Promise<Page<Configuration>> {
    return this.calls.page(configurationList(options), options);
  }

  /** All configurations, page by page. */
  configurations(
    options: ConfigurationFilter & PageOptions = {},
  ): AsyncGenerator<Page<Configuration>, void, void> {
    return this.calls.pages(configurationList(options), options);
  }

  fetchConfiguration(configurationId: string, options: CallOptions = {}): Promise<Configuration> {
    const at = configurationPath(configurationId);
    return this.calls.fetch('FetchConfiguration', at, configurationShape, options);
  }

  /** @returns an operation whose `related.configurationId` is the new configuration */
  createConfiguration(body: CreateConfiguration, options: OperationOptions = {}): Promise<AcceptedOperation> {
    return this.calls.operate('CreateConfiguration', 'POST', CONFIGURATIONS, body, options);
  }

  /**
   * Replaces a configuration whole, without losing what is not changed.
   * @param fetched as {@link fetchConfiguration} has just given it: what others changed since is undone
   * @param changes a value replaces, null takes away, what is left out stays
   */
  replaceConfiguration(
    fetched: Configuration,
    changes: Changes<UpdateConfiguration>,
    options: OperationOptions = {},
  ): Promise<AcceptedOperation> {
    const body = configurationReplacement(fetched, changes);
    return this.calls.operate('UpdateConfiguration', 'PUT', configurationPath(fetched.id), body, options);
  }

  /** Changes the members that it is given, and no other. */
  patchConfiguration(
    configurationId: string,
    body: PatchConfiguration,
    options: OperationOptions = {},
  ): Promise<AcceptedOperation> {
    const at = configurationPath(configurationId);
    return this.calls.operate('PatchConfiguration', 'PATCH', at, body, options);
  }

  deleteConfiguration(configurationId: string, options: OperationOptions = {}): Promise<AcceptedOperation> {
    const at = configurationPath(configurationId);
    return this.calls.operate('DeleteConfiguration', 'DELETE', at, undefined, options);
  }

  async fetchOperation(operationId: string, { signal }: CallOptions = {}): Promise<Operation> {
    return this.calls.fetch(
      FETCH_OPERATION,
      operationPath(operationId),
      operationShape,
      { signal },
      'status',
    );
  }

  /**
   * Waits until an operation has ended, at the pace the server asks for.
   * @param operation as the write gave it, or its id
   * @returns the operation, COMPLETED
   * @throws an {@link ApiError} of kind `operation` when it failed or was cancelled at Twilio, and `timeout` when it
   *   goes on for longer than is waited for
   */
  async waitForOperation(
    operation: Pick<AcceptedOperation, 'operationId' | 'retryAfterMs'> | string,
    options: WaitOptions = {},
  ): Promise<Operation> {
    const known = typeof operation === 'string';
    const at = operationPath(known ? operation : operation.operationId);
    const lookout = this.calls.lookout(FETCH_OPERATION, at, operationShape, 'status');
    const firstWaitMs = known ? 0 : (operation.retryAfterMs ?? lookout.patience.pollMs);
    return awaitOperation(lookout, firstWaitMs, options);
  }
}

const FETCH_OPERATION = 'FetchOperation';
const CONFIGURATIONS = '/v2/ControlPlane/Configurations';

function configurationList({ memoryStoreId }: ConfigurationFilter): ListCall<Configuration> {
  return {
    operation: 'ListConfigurations',
    path: CONFIGURATIONS,
    filters: new URLSearchParams(memoryStoreId ? { memoryStoreId } : {}),
    key: 'configurations',
    item: configurationShape,
  };
}

function configurationPath(configurationId: string): string {
  return `${CONFIGURATIONS}${path`/${configurationId}`}`;
}

function operationPath(operationId: string): string {
  return path`/v2/ControlPlane/Operations/${operationId}`;
}
