// The browser's offer to install the application comes once, early: it is kept until somebody wants it.

interface Offer extends Event {
  prompt(): Promise<unknown>;
}

class Installing {
  offer: Offer | null = $state.raw(null);

  constructor() {
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      this.offer = event as Offer;
    });
  }

  /** Asks the browser to install; the offer is good once. */
  async accept(): Promise<void> {
    const { offer } = this;
    this.offer = null;
    await offer?.prompt();
  }
}

export const installing = new Installing();
