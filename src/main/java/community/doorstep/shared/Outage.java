package community.doorstep.shared;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.Exceptions;

/** Tells PostgreSQL being away from everything else that can go wrong. */
public final class Outage {

    private Outage() {}

    /** Of several errors at once, as of pipelined statements, one is enough. */
    public static boolean isOne(Throwable error) {
        return Exceptions.unwrapMultiple(error).stream().anyMatch(Outage::isAway);
    }

    private static boolean isAway(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof NonTransientDataAccessResourceException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof R2dbcTransientResourceException
                    || cause instanceof R2dbcNonTransientResourceException
                    || cause instanceof TimeoutException
                    || cause instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }
}
