/** What the page asks of HubSpot around it. */
export interface HomeActions {
  readonly addAlert: (alert: {
    readonly title?: string;
    readonly message: string;
    readonly type?: 'info' | 'warning' | 'success' | 'danger' | 'tip';
  }) => void;
  readonly closeOverlay: (id: string) => void;
}
