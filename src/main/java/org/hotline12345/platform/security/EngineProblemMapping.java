package org.hotline12345.platform.security;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;

/**
 * Puts {@link EngineProblems} in front of the engine's own exception mappers. Found by Jersey as a service, because the
 * webapps build their REST applications themselves and offer no other way in.
 */
public class EngineProblemMapping implements ForcedAutoDiscoverable {

    /** Jersey takes the mapper of the lowest number among those for the same type. */
    private static final int BEFORE_THE_ENGINE = 1;

    @Override
    public void configure(FeatureContext context) {
        context.register(ForEngine.class, BEFORE_THE_ENGINE);
        context.register(ForRest.class, BEFORE_THE_ENGINE);
        context.register(ForBrokenJson.class, BEFORE_THE_ENGINE);
        context.register(ForMismatchedJson.class, BEFORE_THE_ENGINE);
        context.register(ForAll.class, BEFORE_THE_ENGINE);
    }

    private static Response answer(Throwable thrown) {
        Problem problem = EngineProblems.of(thrown);
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.json()).build();
    }

    @Priority(BEFORE_THE_ENGINE)
    static class ForEngine implements ExceptionMapper<ProcessEngineException> {
        @Override
        public Response toResponse(ProcessEngineException thrown) {
            return answer(thrown);
        }
    }

    @Priority(BEFORE_THE_ENGINE)
    static class ForRest implements ExceptionMapper<RestException> {
        @Override
        public Response toResponse(RestException thrown) {
            return answer(thrown);
        }
    }

    @Priority(BEFORE_THE_ENGINE)
    static class ForBrokenJson implements ExceptionMapper<JsonParseException> {
        @Override
        public Response toResponse(JsonParseException thrown) {
            return answer(thrown);
        }
    }

    @Priority(BEFORE_THE_ENGINE)
    static class ForMismatchedJson implements ExceptionMapper<JsonMappingException> {
        @Override
        public Response toResponse(JsonMappingException thrown) {
            return answer(thrown);
        }
    }

    @Priority(BEFORE_THE_ENGINE)
    static class ForAll implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable thrown) {
            return answer(thrown);
        }
    }
}
