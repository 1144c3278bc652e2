package org.hotline12345.audit;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** What H2 calls when somebody would change a row of the trail; public because the database makes it. */
public class RefusedChange implements Trigger {

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("the audit trail is append-only", "45000");
    }
}
