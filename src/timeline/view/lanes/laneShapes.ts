/** What a mark's fill tells of its delivery. */
export type Fill = 'arrived' | 'read' | 'underWay' | 'failed' | 'unknown';

const fills: Readonly<Record<string, Fill>> = {
  READ: 'read',
  DELIVERED: 'arrived',
  IN_PROGRESS: 'underWay',
  INITIATED: 'underWay',
  FAILED: 'failed',
};

/** A delivery status as a fill. */
export function fillOf(status: string | undefined): Fill {
  return (status !== undefined && Object.hasOwn(fills, status) ? fills[status] : undefined) ?? 'unknown';
}

/** Outlines of a channel's marks about 0,0: they differ, so that colour is not all that tells. Radius about 1. */
const outlines: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  WHATSAPP: polygon(4, 0),
  CHAT: polygon(4, 45),
  RCS: polygon(6, 0),
  VIDEO: polygon(3, -90),
};

function polygon(corners: number, turn: number): [number, number][] {
  return Array.from({ length: corners }, (_, corner) => {
    const angle = ((corner * 360) / corners + turn) * (Math.PI / 180);
    return [Math.cos(angle) * 1.18, Math.sin(angle) * 1.18];
  });
}

/** The outline of a channel's marks: a circle for SMS and for channels that are not known. */
export function outlineOf(channel: string, x: number, y: number, radius: number): Path2D {
  const path = new Path2D();
  const corners = Object.hasOwn(outlines, channel) ? outlines[channel] : undefined;
  if (!corners) {
    path.arc(x, y, radius, 0, Math.PI * 2);
    return path;
  }
  for (const [index, [dx, dy]] of corners.entries()) {
    if (index === 0) path.moveTo(x + dx * radius, y + dy * radius);
    else path.lineTo(x + dx * radius, y + dy * radius);
  }
  path.closePath();
  return path;
}

/** The outline of an utterance: as long as it lasted. */
export function barOf(left: number, right: number, y: number, height: number): Path2D {
  const path = new Path2D();
  path.roundRect(left, y - height / 2, right - left, height, Math.min(height / 2, (right - left) / 2, 4));
  return path;
}
