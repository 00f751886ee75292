package org.wenzheng.sfu.http;

import java.util.function.BooleanSupplier;
import org.wenzheng.sfu.room.Rooms;
import org.wenzheng.signalling.admission.Admission;

/**
 * What the server's requests lead to.
 *
 * @param admission decides who is let in
 * @param rooms where to
 * @param service the room service
 * @param metrics what has been counted
 * @param ready whether the process can take calls
 */
public record Routes(Admission admission, Rooms rooms, RoomService service, Metrics metrics, BooleanSupplier ready) {}
