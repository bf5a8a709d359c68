/**
 * What crosses between the page and the worker that runs a card. Private surfaces of HubSpot's page (seen in
 * @hubspot/ui-extensions 0.17.0 and its dev server 2.1.2), kept in this folder alone.
 */
import type { RemoteChannel } from '@remote-ui/core';

/** Which records an extension stands on: one, several, or none. */
export type CrmContext =
  | { readonly objectId: number; readonly objectTypeId: string }
  | { readonly objectIds: readonly number[]; readonly objectTypeId: string };

/** What a card learns about where it stands. */
export interface CardContext {
  readonly location: string;
  /** Absent on the app's own pages. */
  readonly crm?: CrmContext;
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
  readonly type?: 'info' | 'warning' | 'success' | 'danger' | 'tip' | undefined;
  readonly title?: string;
  readonly message: string;
}

export type PropertyValues = Readonly<Record<string, string | null>>;

/** Names of properties; `*` is all of them. */
export type PropertyNames = readonly string[] | '*';

export type PropertiesListener = (properties: PropertyValues, error?: { readonly message: string }) => void;

/** Where in the app's own pages one is. */
export interface AppLocation {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What the page does for the worker. */
export interface PageApi {
  serverless(name: string, options: ServerlessOptions): Promise<unknown>;
  addAlert(alert: AlertMessage): void;
  reloadPage(): void;
  refreshObjectProperties(): void;
  fetchProperties(names: PropertyNames): Promise<PropertyValues>;
  onPropertiesUpdate(names: PropertyNames, listener: PropertiesListener): void;
  copyTextToClipboard(text: string): Promise<void>;
  closeOverlay(id: string): void;
  navigateToPage(location: AppLocation): void;
  /** Says to the person that the sandbox lacks something which the card asked for. */
  notEmulated(what: string): void;
  /** The worker met an error that nobody caught. */
  crashed(message: string): void;
}

/** What the worker does for the page. */
export interface WorkerApi {
  run(bundle: string, context: CardContext, location: AppLocation, channel: RemoteChannel): Promise<void>;
  /** The person went to another of the app's own pages. */
  moveTo(location: AppLocation): void;
}
