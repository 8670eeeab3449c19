import 'fake-indexeddb/auto';

/** What jsdom leaves out of a browser. */
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
HTMLElement.prototype.showPopover ??= () => undefined;
globalThis.matchMedia ??= ((query: string) => ({ matches: false, media: query })) as typeof matchMedia;
