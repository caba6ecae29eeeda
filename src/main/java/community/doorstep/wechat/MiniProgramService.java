package community.doorstep.wechat;

import cn.binarywang.wx.miniapp.api.impl.WxMaServiceHttpComponentsImpl;
import cn.binarywang.wx.miniapp.config.impl.WxMaDefaultConfigImpl;
import cn.binarywang.wx.miniapp.config.impl.WxMaRedisBetterConfigImpl;
import java.io.IOException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The SDK's client with an HTTP client of ours: the SDK's own one trusts every certificate and serves the whole JVM.
 * The access token is the stable one, which is the same for all who ask while it is valid.
 */
final class MiniProgramService extends WxMaServiceHttpComponentsImpl implements AutoCloseable {

    private static final String KEYS = "{wechat}";

    private final CloseableHttpClient http;

    MiniProgramService(WechatSettings settings, TokenStore tokens) {
        this.http = httpClient(settings);
        WxMaDefaultConfigImpl config = new WxMaRedisBetterConfigImpl(tokens, KEYS);
        config.setAppid(settings.appId());
        config.setSecret(settings.appSecret());
        config.useStableAccessToken(true);
        if (settings.apiUrl() != null) {
            config.setApiHostUrl(settings.apiUrl());
        }
        setWxMaConfig(config);
        // "System busy" (-1) is tried once more, after a moment; with 0 the SDK would hide the code of every error.
        setMaxRetryTimes(1);
        setRetrySleepMillis(200);
    }

    private static CloseableHttpClient httpClient(WechatSettings settings) {
        Timeout connect = Timeout.of(settings.connectTimeout());
        Timeout response = Timeout.of(settings.responseTimeout());
        var pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(settings.connections())
                .setMaxConnPerRoute(settings.connections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(response)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(pool)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(response)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
    }

    @Override
    public void initHttp() {
        // Nothing to do: the client is made above.
    }

    @Override
    public CloseableHttpClient getRequestHttpClient() {
        return http;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
