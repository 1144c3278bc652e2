package org.hotline12345.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/** The provider's access tokens are of no use here once somebody is signed in: none is kept. */
class NoTokensKept implements OAuth2AuthorizedClientRepository {

    @Override
    public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(String registration, Authentication who, HttpServletRequest request) {
        return null;
    }

    @Override
    public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication who, HttpServletRequest request, HttpServletResponse response) {
        // Forgotten with the answer.
    }

    @Override
    public void removeAuthorizedClient(String registration, Authentication who, HttpServletRequest request, HttpServletResponse response) {
        // There is none.
    }
}
