/** What the page asks of HubSpot around it. */
export interface PageActions {
  readonly addAlert: (alert: {
    readonly title?: string;
    readonly message: string;
    readonly type?: 'info' | 'warning' | 'success' | 'danger' | 'tip';
  }) => void;
  readonly copyTextToClipboard: (text: string) => Promise<void>;
}
