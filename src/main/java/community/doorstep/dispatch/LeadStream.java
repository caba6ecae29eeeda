package community.doorstep.dispatch;

import community.doorstep.catalog.Catalog;
import community.doorstep.identity.CallerNow;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A station's whole board as it changes, for its lead and its operators. */
@Component
class LeadStream {

    record Board(List<JobCard> jobs) {}

    /** Whose shift is not what it was. */
    record Duty(PersonId worker) {}

    private final Catalog catalog;
    private final CallerNow callers;
    private final StationNews news;
    private final Streams streams;

    LeadStream(Catalog catalog, CallerNow callers, StationNews news, Streams streams) {
        this.catalog = catalog;
        this.callers = callers;
        this.news = news;
        this.streams = streams;
    }

    /** Refuses {@code station-unknown} (404). A right that is withdrawn ends it at once. */
    Mono<Flux<ServerSentEvent<Object>>> open(
            Caller caller, ServerHttpRequest asked, StationId station, @Nullable String lastEventId) {
        Reach reach = reach(caller);
        return catalog.station(station)
                .map(known -> new StationRef(known.communityId(), known.id()))
                .filter(reach::covers)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("station-unknown")))
                .map(at -> streams.kept(events(at, caller.person(), callers.of(asked), lastEventId)));
    }

    private static Reach reach(Caller caller) {
        return Reach.of(caller, Role.STATION_LEAD, Role.OPERATOR);
    }

    private Flux<ServerSentEvent<Object>> events(
            StationRef at, PersonId reader, Mono<Caller> byNow, @Nullable String lastEventId) {
        Mono<Boolean> may = byNow.map(caller -> reach(caller).covers(at));
        return news.since(at, lastEventId)
                .concatMap(one -> one.mayConcern(reader) ? may.map(yes -> looked(one, yes)) : Mono.just(one))
                .map(LeadStream::event);
    }

    private static News looked(News one, boolean may) {
        if (!may) {
            throw Refusal.forbidden("role-missing");
        }
        return one;
    }

    /**
     * {@code reset} with all that is open, then {@code job} for each change, also of what is over, and {@code duty} when
     * a worker comes, goes, takes a break or has other skills.
     */
    private static ServerSentEvent<Object> event(News one) {
        if (one instanceof News.Reset reset) {
            return event(one, "reset", new Board(reset.open()));
        }
        return one instanceof News.Changed changed
                ? event(one, "job", changed.card())
                : event(one, "duty", new Duty(((News.Duty) one).worker()));
    }

    private static ServerSentEvent<Object> event(News one, String name, Object data) {
        return ServerSentEvent.builder(data).event(name).id(one.id()).build();
    }
}
