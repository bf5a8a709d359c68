/**
 * What crosses between the page and the worker that runs a card. Private surfaces of HubSpot's page (seen in
 * @hubspot/ui-extensions 0.17.0 and its dev server 2.1.2), kept in this folder alone.
 */
import type { RemoteChannel } from '@remote-ui/core';

/** What a card learns about where it stands. */
export interface CardContext {
  readonly location: string;
  readonly crm: { readonly objectId: number; readonly objectTypeId: string };
  readonly portal: { readonly id: number; readonly timezone: string };
  readonly user: {
    readonly id: number;
    readonly email: string;
    readonly emails: readonly string[];
    readonly firstName: string;
    readonly lastName: string;
    readonly roles: readonly string[];
    readonly teams: readonly string[];
    readonly permissions: readonly string[];
  };
  readonly extension: { readonly appId: string; readonly appName: string; readonly cardTitle: string };
}

export interface ServerlessOptions {
  readonly parameters?: unknown;
  readonly payload?: unknown;
  readonly propertiesToSend?: readonly string[];
}

export interface AlertMessage {
  readonly type?: 'info' | 'warning' | 'success' | 'danger' | 'tip';
  readonly title?: string;
  readonly message: string;
}

/** What the page does for the worker. */
export interface PageApi {
  serverless(name: string, options: ServerlessOptions): Promise<unknown>;
  addAlert(alert: AlertMessage): void;
  reloadPage(): void;
  copyTextToClipboard(text: string): Promise<void>;
  /** The worker met an error that nobody caught. */
  crashed(message: string): void;
}

/** What the worker does for the page. */
export interface WorkerApi {
  run(bundle: string, context: CardContext, channel: RemoteChannel): Promise<void>;
}
