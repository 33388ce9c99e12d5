/** A pointer that moved less than this has clicked. */
const CLICK_PX = 4;

/** How fast a wheel zooms: a notch of 100 by a quarter or so. */
const ZOOM_PER_PX = 0.0025;
/** A pinch on a touch pad comes as a wheel with small steps. */
const PINCH_PER_PX = 0.012;

/** What gestures ask for; places in pixels of the field. */
export interface GestureTarget {
  pan(pixels: number): void;
  zoom(factor: number, x: number): void;
  hover(x: number, y: number): void;
  leave(): void;
  choose(x: number, y: number): void;
  /** Whether there are more lanes than fit: then the wheel goes through them. */
  readonly overflows: boolean;
}

/** Turns what a mouse, a pen, a touch pad or fingers do into panning, zooming and choosing. */
export class LaneGestures {
  readonly #target: GestureTarget;
  readonly #down = new Map<number, { x: number; y: number }>();
  #start: { x: number; y: number } | undefined;
  #moved = false;

  constructor(target: GestureTarget) {
    this.#target = target;
  }

  readonly wheel = (event: WheelEvent): void => {
    const { deltaX, deltaY, deltaMode, ctrlKey, metaKey, shiftKey } = event;
    // Lines and pages, as some mice count.
    const unit = deltaMode === 1 ? 16 : deltaMode === 2 ? 400 : 1;
    if (ctrlKey || metaKey) {
      const rate = Math.abs(deltaY) < 30 ? PINCH_PER_PX : ZOOM_PER_PX;
      this.#target.zoom(Math.exp(deltaY * unit * rate), event.offsetX);
    } else if (Math.abs(deltaX) > Math.abs(deltaY)) this.#target.pan(deltaX * unit);
    else if (shiftKey || !this.#target.overflows) this.#target.pan(deltaY * unit);
    else return;
    event.preventDefault();
  };

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    const at = { x: event.offsetX, y: event.offsetY };
    if (this.#down.size === 0) {
      this.#start = at;
      this.#moved = false;
    }
    this.#down.set(event.pointerId, at);
  };

  readonly move = (event: PointerEvent): void => {
    const { offsetX: x, offsetY: y, pointerId } = event;
    const before = this.#down.get(pointerId);
    if (!before) {
      this.#target.hover(x, y);
      return;
    }
    const start = this.#start ?? before;
    this.#moved ||= Math.hypot(x - start.x, y - start.y) >= CLICK_PX;
    if (!this.#moved) return;
    const other = [...this.#down].find(([id]) => id !== pointerId)?.[1];
    this.#down.set(pointerId, { x, y });
    this.#target.leave();
    if (!other) this.#target.pan(before.x - x);
    else {
      const apart = (at: { x: number }) => Math.max(8, Math.abs(at.x - other.x));
      this.#target.zoom(apart(before) / apart({ x }), (x + other.x) / 2);
    }
  };

  readonly up = (event: PointerEvent): void => {
    const held = this.#down.delete(event.pointerId);
    if (held && !this.#moved && this.#down.size === 0) this.#target.choose(event.offsetX, event.offsetY);
  };

  readonly cancel = (event: PointerEvent): void => {
    this.#down.delete(event.pointerId);
    this.#moved = true;
  };

  readonly leave = (): void => {
    if (this.#down.size === 0) this.#target.leave();
  };
}
